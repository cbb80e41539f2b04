<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CheckNames</name>
    <message>
        <source>no face found</source>
        <translation>未检出人脸</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>taken live, no file history</source>
        <translation>现场拍摄,无文件历史</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>没有日期</translation>
    </message>
    <message>
        <source>not a JPEG file</source>
        <translation>非 JPEG 文件</translation>
    </message>
    <message>
        <source>no trace to go by</source>
        <translation>没有可用的痕迹</translation>
    </message>
    <message>
        <source>background too busy</source>
        <translation>背景过于杂乱</translation>
    </message>
    <message>
        <source>overexposed</source>
        <translation>曝光过度</translation>
    </message>
    <message>
        <source>black and white</source>
        <translation>黑白照片</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>needs the full picture</source>
        <translation>需要原图</translation>
    </message>
    <message>
        <source>head turned too far</source>
        <translation>头部转动过大</translation>
    </message>
    <message>
        <source>too few pixels</source>
        <translation>像素不足</translation>
    </message>
    <message>
        <source>head top not found</source>
        <translation>未找到头顶</translation>
    </message>
    <message>
        <source>face covered</source>
        <translation>面部遮挡</translation>
    </message>
    <message>
        <source>eyes covered</source>
        <translation>眼睛被遮挡</translation>
    </message>
    <message>
        <source>eyes closed</source>
        <translation>眼睛闭合</translation>
    </message>
    <message>
        <source>mouth covered</source>
        <translation>嘴部被遮挡</translation>
    </message>
    <message>
        <source>head covered</source>
        <translation>头部被遮盖</translation>
    </message>
    <message>
        <source>ears covered</source>
        <translation>耳朵被遮挡</translation>
    </message>
    <message>
        <source>no hairline</source>
        <translation>无前额发际</translation>
    </message>
    <message>
        <source>not measurable</source>
        <translation>无法测量</translation>
    </message>
    <message>
        <source>%1 in %2–%3</source>
        <translation>%1 在 %2–%3 内</translation>
    </message>
    <message>
        <source>fulfilled</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>需留意</translation>
    </message>
    <message>
        <source>not fulfilled</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>未评估</translation>
    </message>
    <message>
        <source>no processed picture</source>
        <translation>没有成品</translation>
    </message>
    <message>
        <source>not compared yet</source>
        <translation>尚未比对</translation>
    </message>
    <message>
        <source>eyes placed by hand</source>
        <translation>双眼由人工标出</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Reject; again or Enter confirms</source>
        <translation>不通过；再按一次或按回车确认</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>撤销上一条结论</translation>
    </message>
    <message>
        <source>Next photo, undecided</source>
        <translation>跳过，看下一张</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Choose a reason; with Shift the main one</source>
        <translation>选择原因；加按 Shift 设为主要原因</translation>
    </message>
    <message>
        <source>Find a reason</source>
        <translation>查找原因</translation>
    </message>
    <message>
        <source>Note to the student</source>
        <translation>给学生的备注</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一项发现</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一项发现</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Magnifier, while held</source>
        <translation>放大镜（按住）</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Hide overlays, while held</source>
        <translation>隐藏辅助线（按住）</translation>
    </message>
    <message>
        <source>Next set of overlays</source>
        <translation>下一组辅助线</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>My last decisions</source>
        <translation>我最近的结论</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Decisions not accepted</source>
        <translation>未接受的结论</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部快捷键</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Close, or step back</source>
        <translation>关闭或返回</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Reasons and findings</source>
        <translation>原因与发现</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Rework: crop, turn, cut-out</source>
        <translation>返工:裁剪、旋转、抠图</translation>
    </message>
    <message>
        <source>Approve the chosen clean photos together, on the contact sheet</source>
        <translation>在小样页批量通过所选的无发现照片</translation>
    </message>
    <message>
        <source>Give the photo back to the others</source>
        <translation>退回给他人审核</translation>
    </message>
    <message>
        <source>Choose what to review</source>
        <translation>选择审核范围</translation>
    </message>
    <message>
        <source>Reasons by the letter of their code, then a digit</source>
        <translation>按原因代码的字母选组，再按数字</translation>
    </message>
    <message>
        <source>Disagree with the finding</source>
        <translation>不认同该项机检结果</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Turn the view left</source>
        <translation>视图左转</translation>
    </message>
    <message>
        <source>Turn the view right</source>
        <translation>视图右转</translation>
    </message>
    <message>
        <source>The other picture; held: a glance</source>
        <translation>切换对比照片；按住时暂看</translation>
    </message>
    <message>
        <source>Blink: both in turn</source>
        <translation>闪烁对比：两张交替</translation>
    </message>
    <message>
        <source>Dividing line; ← → move it</source>
        <translation>分割线对比；← → 移动</translation>
    </message>
    <message>
        <source>Face box</source>
        <translation>人脸框</translation>
    </message>
    <message>
        <source>Face mesh</source>
        <translation>人脸网格</translation>
    </message>
    <message>
        <source>Eye line</source>
        <translation>双眼连线</translation>
    </message>
    <message>
        <source>Head top and chin</source>
        <translation>头顶与下颌</translation>
    </message>
    <message>
        <source>Centre line</source>
        <translation>中线</translation>
    </message>
    <message>
        <source>Standard&apos;s bands</source>
        <translation>规格范围</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>姿态</translation>
    </message>
    <message>
        <source>Edge of the person</source>
        <translation>人像边缘</translation>
    </message>
    <message>
        <source>Clipped exposure</source>
        <translation>曝光溢出</translation>
    </message>
    <message>
        <source>Sharp edges</source>
        <translation>清晰边缘</translation>
    </message>
    <message>
        <source>Histogram: all, face, none</source>
        <translation>直方图：全图、面部、关闭</translation>
    </message>
    <message>
        <source>Copy the photo, where it is allowed</source>
        <translation>复制照片（须经许可）</translation>
    </message>
    <message>
        <source>History of the person</source>
        <translation>该生的提交记录</translation>
    </message>
    <message>
        <source>Contact sheet, and back</source>
        <translation>小样页，再按返回</translation>
    </message>
    <message>
        <source>My day</source>
        <translation>我的今日</translation>
    </message>
    <message>
        <source>Crop larger</source>
        <translation>放大裁剪框</translation>
    </message>
    <message>
        <source>Crop smaller</source>
        <translation>缩小裁剪框</translation>
    </message>
    <message>
        <source>Turn left 0.1°; with Shift 1°</source>
        <translation>向左转 0.1°,按住 Shift 转 1°</translation>
    </message>
    <message>
        <source>Turn right 0.1°; with Shift 1°</source>
        <translation>向右转 0.1°,按住 Shift 转 1°</translation>
    </message>
    <message>
        <source>Brush: keep as person</source>
        <translation>画笔:保留为人像</translation>
    </message>
    <message>
        <source>Brush: remove to background</source>
        <translation>画笔:去除为背景</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>画笔变小</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>画笔变大</translation>
    </message>
    <message>
        <source>Undo a stroke or move</source>
        <translation>撤销一笔或一次移动</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>How it was, while held</source>
        <translation>按住查看返工前</translation>
    </message>
    <message>
        <source>Before and after side by side</source>
        <translation>前后并排</translation>
    </message>
    <message>
        <source>Whole original</source>
        <translation>整张原图</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>Save the rework</source>
        <translation>保存返工</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>不保存离开</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>辅助线</translation>
    </message>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Processed</source>
        <translation>成品</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Attempt %1, processed</source>
        <translation>第 %1 次提交，成品</translation>
    </message>
    <message>
        <source>Attempt %1, original</source>
        <translation>第 %1 次提交，原图</translation>
    </message>
    <message>
        <source>Another person&apos;s picture</source>
        <translation>他人照片</translation>
    </message>
    <message>
        <source>Own refused picture</source>
        <translation>本人被退回的照片</translation>
    </message>
    <message>
        <source>Own picture for another diploma</source>
        <translation>本人其他学历的照片</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The sign-in has run out.</source>
        <translation>登录已过期。</translation>
    </message>
    <message>
        <source>User name or password is wrong.</source>
        <translation>用户名或密码不正确。</translation>
    </message>
    <message>
        <source>This account is locked after too many wrong passwords.</source>
        <translation>密码错误次数过多，账号已锁定。</translation>
    </message>
    <message>
        <source>This account may not do that.</source>
        <translation>此账号没有这项权限。</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>内容已不存在。</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>服务器响应超时。</translation>
    </message>
    <message>
        <source>The server asks for a pause.</source>
        <translation>服务器要求暂缓请求。</translation>
    </message>
    <message>
        <source>The server is busy.</source>
        <translation>服务器繁忙。</translation>
    </message>
    <message>
        <source>The same decision was sent before with other content.</source>
        <translation>同一结论此前已发送，但内容不同。</translation>
    </message>
    <message>
        <source>The photo changed while you looked at it.</source>
        <translation>查看期间照片已变更。</translation>
    </message>
    <message>
        <source>The photo can no longer be decided.</source>
        <translation>此照片已不能再审核。</translation>
    </message>
    <message>
        <source>Somebody else has this photo now.</source>
        <translation>此照片已由他人领取。</translation>
    </message>
    <message>
        <source>The time for undoing is over.</source>
        <translation>已超过可撤销时间。</translation>
    </message>
    <message>
        <source>That was another person&apos;s decision.</source>
        <translation>这是他人的结论。</translation>
    </message>
    <message>
        <source>You gave the first opinion on this photo.</source>
        <translation>此照片的初审由您完成。</translation>
    </message>
    <message>
        <source>A reason is not in this batch&apos;s list.</source>
        <translation>所选原因不在本批次的列表中。</translation>
    </message>
    <message>
        <source>A rejection needs a reason the student can act on.</source>
        <translation>不通过须有学生能据以改正的原因。</translation>
    </message>
    <message>
        <source>The student has already acted on the decision.</source>
        <translation>学生已根据该结论操作。</translation>
    </message>
    <message>
        <source>The picture can&apos;t be shown: the file is damaged.</source>
        <translation>图片无法显示：文件已损坏。</translation>
    </message>
    <message>
        <source>The picture is too large to be shown.</source>
        <translation>图片过大，无法显示。</translation>
    </message>
    <message>
        <source>The measuring part of this installation is incomplete.</source>
        <translation>本机安装的测量组件不完整。</translation>
    </message>
    <message>
        <source>This picture could not be measured here.</source>
        <translation>这张图片无法在本机测量。</translation>
    </message>
    <message>
        <source>The server can&apos;t reach its data.</source>
        <translation>服务器无法访问其数据。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>Something changed at the same time.</source>
        <translation>有其他改动同时发生。</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached.</source>
        <translation>无法连接服务器。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted.</source>
        <translation>服务器证书不受信任。</translation>
    </message>
    <message>
        <source>The server&apos;s answer makes no sense.</source>
        <translation>服务器的回复无法识别。</translation>
    </message>
    <message>
        <source>There is no keychain on this computer.</source>
        <translation>此电脑没有系统密钥环。</translation>
    </message>
    <message>
        <source>Decisions can&apos;t be kept on this computer&apos;s disk.</source>
        <translation>结论无法保存到此电脑的磁盘。</translation>
    </message>
    <message>
        <source>Earlier decisions on this computer are sealed with another key.</source>
        <translation>此电脑上较早的结论由另一密钥加密。</translation>
    </message>
    <message>
        <source>The decisions kept here belong to a newer PhotoDesk.</source>
        <translation>此处保存的结论来自更新版本的 PhotoDesk。</translation>
    </message>
    <message>
        <source>That is not a server address this workstation may use.</source>
        <translation>本工作站不能使用此服务器地址。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Something went wrong that should not.</source>
        <translation>出现意外错误。</translation>
    </message>
    <message>
        <source>Enter the password again.</source>
        <translation>请重新输入密码。</translation>
    </message>
    <message>
        <source>Check both and try again.</source>
        <translation>请核对后重试。</translation>
    </message>
    <message>
        <source>Wait a little, or ask an administrator.</source>
        <translation>请稍候，或联系管理员。</translation>
    </message>
    <message>
        <source>Ask an administrator for the right.</source>
        <translation>请联系管理员开通权限。</translation>
    </message>
    <message>
        <source>Check the network cable or the address; it is tried again by itself.</source>
        <translation>请检查网线或地址；程序会自动重试。</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>程序会自动重试。</translation>
    </message>
    <message>
        <source>Do not go on; ask the operator.</source>
        <translation>请勿继续，并联系运维人员。</translation>
    </message>
    <message>
        <source>Use https://; plain http works only on this computer.</source>
        <translation>请使用 https://；http 只能用于本机。</translation>
    </message>
    <message>
        <source>Free some space, then decide again.</source>
        <translation>请腾出磁盘空间，然后重新审核。</translation>
    </message>
    <message>
        <source>Close a second PhotoDesk if there is one, else ask the operator.</source>
        <translation>如另开了一个 PhotoDesk，请将其关闭；否则请联系运维人员。</translation>
    </message>
    <message>
        <source>Sign in with the keychain or password used then, or ask the operator.</source>
        <translation>请用当时的系统密钥环或密码登录，或联系运维人员。</translation>
    </message>
    <message>
        <source>Update PhotoDesk on this computer.</source>
        <translation>请更新此电脑上的 PhotoDesk。</translation>
    </message>
    <message>
        <source>Ask the operator to install PhotoDesk again.</source>
        <translation>请联系运维人员重新安装 PhotoDesk。</translation>
    </message>
    <message>
        <source>Choose another reason.</source>
        <translation>请选择其他原因。</translation>
    </message>
    <message>
        <source>If it happens again, tell the operator the code.</source>
        <translation>如再次出现，请将代码告知运维人员。</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>尚未登录。</translation>
    </message>
    <message>
        <source>Your decision was not taken; the photo is back.</source>
        <translation>结论未记录，照片已回到待审。</translation>
    </message>
    <message>
        <source>The decision stands.</source>
        <translation>结论保持不变。</translation>
    </message>
    <message>
        <source>You can go on with the photos you have.</source>
        <translation>可继续审核已领取的照片。</translation>
    </message>
    <message>
        <source>Judge by what you can see, or ask for a second opinion.</source>
        <translation>请按可见内容判断，或转复核。</translation>
    </message>
    <message>
        <source>The list is not up to date.</source>
        <translation>列表不是最新。</translation>
    </message>
    <message>
        <source>Your decision was not accepted and changes nothing.</source>
        <translation>结论未被接受，不产生任何影响。</translation>
    </message>
    <message>
        <source>Your decisions are kept and will be sent.</source>
        <translation>结论已保存，会自动发送。</translation>
    </message>
    <message>
        <source>This batch does not allow photos to be approved together.</source>
        <translation>此批次未开启批量通过。</translation>
    </message>
    <message>
        <source>Too few of the chosen photos may be approved together.</source>
        <translation>所选照片中可批量通过的太少。</translation>
    </message>
    <message>
        <source>You have another approval of several photos in work.</source>
        <translation>您还有一次批量通过没有完成。</translation>
    </message>
    <message>
        <source>This approval of several photos is over.</source>
        <translation>这次批量通过已经结束。</translation>
    </message>
    <message>
        <source>The sample is not looked at to the end.</source>
        <translation>样本还没有看完。</translation>
    </message>
    <message>
        <source>No picture can be made with this crop.</source>
        <translation>按这个裁剪无法生成成品照。</translation>
    </message>
    <message>
        <source>The picture does not fit the file size the standard asks for.</source>
        <translation>成品照达不到规格要求的文件大小。</translation>
    </message>
    <message>
        <source>The server does not take these values.</source>
        <translation>服务器不接受这些数值。</translation>
    </message>
    <message>
        <source>Change crop or brush a little and try again.</source>
        <translation>请稍微调整裁剪或画笔后重试。</translation>
    </message>
    <message>
        <source>An administrator can turn it on for the batch.</source>
        <translation>可由管理员为此批次开启。</translation>
    </message>
    <message>
        <source>Choose more, or look at them one by one.</source>
        <translation>请多选一些，或逐张审核。</translation>
    </message>
    <message>
        <source>Finish it or give it up first.</source>
        <translation>请先完成或放弃。</translation>
    </message>
    <message>
        <source>Choose anew.</source>
        <translation>请重新选择。</translation>
    </message>
    <message>
        <source>Look at the rest of the sample, then confirm.</source>
        <translation>请看完其余样本，再确认。</translation>
    </message>
    <message>
        <source>The photo stays with you.</source>
        <translation>照片仍由您审核。</translation>
    </message>
    <message>
        <source>Nothing was copied.</source>
        <translation>未复制任何内容。</translation>
    </message>
    <message>
        <source>Your rework was not saved; the photo is as it was.</source>
        <translation>返工没有保存,照片保持原样。</translation>
    </message>
    <message>
        <source>Nothing is lost: what you set is still here.</source>
        <translation>没有丢失:您的设置仍在。</translation>
    </message>
    <message>
        <source>What you see may be incomplete.</source>
        <translation>显示的内容可能不完整。</translation>
    </message>
    <message>
        <source>The photo was not opened.</source>
        <translation>照片没有打开。</translation>
    </message>
    <message>
        <source>Nothing was approved together.</source>
        <translation>没有批量通过。</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Brightness of the face</source>
        <translation>面部亮度分布</translation>
    </message>
    <message>
        <source>Brightness (no face found)</source>
        <translation>亮度分布（未找到人脸）</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度分布</translation>
    </message>
</context>
<context>
    <name>MachineVerdict</name>
    <message>
        <source>Nothing found</source>
        <translation>无发现</translation>
    </message>
    <message>
        <source>Something to look at</source>
        <translation>有需留意项</translation>
    </message>
    <message>
        <source>A rule is broken</source>
        <translation>有不符合项</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Type &quot;%1&quot; to go on</source>
        <translation>输入“%1”以继续</translation>
    </message>
</context>
<context>
    <name>OverlayLabels</name>
    <message>
        <source>eyes</source>
        <translation>眼睛</translation>
    </message>
    <message>
        <source>head top</source>
        <translation>头顶</translation>
    </message>
    <message>
        <source>chin</source>
        <translation>下颌</translation>
    </message>
    <message>
        <source>face centre</source>
        <translation>面部中心</translation>
    </message>
    <message>
        <source>yaw %1°  pitch %2°  roll %3°</source>
        <translation>转头 %1°  俯仰 %2°  倾斜 %3°</translation>
    </message>
</context>
<context>
    <name>OverlayNames</name>
    <message>
        <source>Face box</source>
        <translation>人脸框</translation>
    </message>
    <message>
        <source>Face mesh</source>
        <translation>人脸网格</translation>
    </message>
    <message>
        <source>Eye line</source>
        <translation>双眼连线</translation>
    </message>
    <message>
        <source>Head top and chin</source>
        <translation>头顶与下颌</translation>
    </message>
    <message>
        <source>Centre line</source>
        <translation>中线</translation>
    </message>
    <message>
        <source>Standard&apos;s bands</source>
        <translation>规格范围</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>姿态</translation>
    </message>
    <message>
        <source>Edge of the person</source>
        <translation>人像边缘</translation>
    </message>
    <message>
        <source>Clipped exposure</source>
        <translation>曝光溢出</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Exposure and edge</source>
        <translation>曝光与边缘</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Sharp edges</source>
        <translation>清晰边缘</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Histogram of the face only</source>
        <translation>仅面部直方图</translation>
    </message>
</context>
<context>
    <name>RecordState</name>
    <message>
        <source>unpaid</source>
        <translation>待支付</translation>
    </message>
    <message>
        <source>waiting for a photo</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>with the student</source>
        <translation>待提交</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>in second review</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>审核不通过</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>审核通过</translation>
    </message>
    <message>
        <source>being produced</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>需重新上传</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Reviewer</source>
        <translation>审核员</translation>
    </message>
    <message>
        <source>Senior reviewer</source>
        <translation>高级审核员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Print staff</source>
        <translation>打印员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Approved</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>复核</translation>
    </message>
</context>
<context>
    <name>photodesk::app::AttemptList</name>
    <message>
        <source>by camera</source>
        <translation>现场拍摄</translation>
    </message>
    <message>
        <source>from the album</source>
        <translation>相册上传</translation>
    </message>
    <message>
        <source>machine: nothing found</source>
        <translation>机检：未见问题</translation>
    </message>
    <message>
        <source>machine: something to look at</source>
        <translation>机检：有待核对</translation>
    </message>
    <message>
        <source>machine: a rule is broken</source>
        <translation>机检：不合规</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>main reason</source>
        <translation>主要原因</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>说明：%1</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>第 %1 次提交</translation>
    </message>
    <message>
        <source>Student: %1</source>
        <translation>学生留言：%1</translation>
    </message>
    <message>
        <source>Nothing decided yet</source>
        <translation>尚无审核结论</translation>
    </message>
    <message>
        <source>History of the person</source>
        <translation>该生的提交记录</translation>
    </message>
</context>
<context>
    <name>photodesk::app::BulkPanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>One batch at a time</source>
        <translation>一次只能处理一个批次</translation>
    </message>
    <message>
        <source>Your choice has photos of several batches. Choose a batch above, then the photos.</source>
        <translation>所选照片属于多个批次。请先在上方选择批次，再选择照片。</translation>
    </message>
    <message>
        <source>Not in this batch</source>
        <translation>此批次不可批量通过</translation>
    </message>
    <message>
        <source>“%1” does not allow photos to be approved together. An administrator can turn it on.</source>
        <translation>“%1”未开启批量通过，可由管理员开启。</translation>
    </message>
    <message numerus="yes">
        <source>%n with findings</source>
        <translation>
            <numerusform>%n 张有发现</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a note or without a processed picture</source>
        <translation>
            <numerusform>%n 张附有说明或没有处理后的照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at somebody else&apos;s desk</source>
        <translation>
            <numerusform>%n 张已由他人领取</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>不包括：%1。</translation>
    </message>
    <message>
        <source>At most %1 at a time.</source>
        <translation>一次最多 %1 张。</translation>
    </message>
    <message>
        <source>At least %1 clean photos are needed; fewer are looked at one by one.</source>
        <translation>至少需要 %1 张无发现的照片；不足时请逐张审核。</translation>
    </message>
    <message>
        <source>Too many at once</source>
        <translation>一次选得太多</translation>
    </message>
    <message>
        <source>Too few for this</source>
        <translation>照片太少</translation>
    </message>
    <message numerus="yes">
        <source>The server draws %n of them at random.</source>
        <translation>
            <numerusform>服务器从中随机抽取 %n 张。</numerusform>
        </translation>
    </message>
    <message>
        <source>You look at these one by one, as always.</source>
        <translation>您照常逐张查看抽中的照片。</translation>
    </message>
    <message>
        <source>If you approve every one, you can then approve the other %1 together.</source>
        <translation>如果抽中的全部通过，即可一次通过其余 %1 张。</translation>
    </message>
    <message>
        <source>If there is one that you do not approve, all the others go back to the queue.</source>
        <translation>只要有一张没有通过，其余照片全部退回待审核。</translation>
    </message>
    <message>
        <source>The photos are kept for you for %1 minutes.</source>
        <translation>这些照片为您保留 %1 分钟。</translation>
    </message>
    <message numerus="yes">
        <source>Approve %n photo(s) together</source>
        <translation>
            <numerusform>批量通过 %n 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw the sample</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Give up; all go back to the queue</source>
        <translation>放弃，全部退回待审核</translation>
    </message>
    <message numerus="yes">
        <source>You have looked at the whole sample of %n photo(s) and approved every one.</source>
        <translation>
            <numerusform>您已看完 %n 张样本，并且全部通过。</numerusform>
        </translation>
    </message>
    <message>
        <source>The sample is approved</source>
        <translation>样本已全部通过</translation>
    </message>
    <message numerus="yes">
        <source>Approve the other %n</source>
        <translation>
            <numerusform>通过其余 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 looked at.</source>
        <translation>已看 %1 张，共 %2 张。</translation>
    </message>
    <message numerus="yes">
        <source>When every one is approved, the other %n can be approved here.</source>
        <translation>
            <numerusform>样本全部通过后，可在此一次通过其余 %n 张。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are kept for you until %1.</source>
        <translation>为您保留到 %1。</translation>
    </message>
    <message>
        <source>Look at the sample</source>
        <translation>查看样本</translation>
    </message>
    <message>
        <source>Go to the sample</source>
        <translation>去看样本</translation>
    </message>
    <message>
        <source>Each has a decision of its own in the history.</source>
        <translation>每张照片在审核记录中各有一条结论。</translation>
    </message>
    <message>
        <source>Students hear of it after %1; until then all can be taken back.</source>
        <translation>%1 之后才通知学生，在此之前可以全部撤销。</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) approved</source>
        <translation>
            <numerusform>已通过 %n 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>全部撤销</translation>
    </message>
    <message>
        <source>Not approved together</source>
        <translation>没有批量通过</translation>
    </message>
    <message>
        <source>A photo of the sample was not approved, or nothing but the sample was left.</source>
        <translation>样本中有照片没有通过，或除样本外已没有其他照片。</translation>
    </message>
    <message>
        <source>What you have decided stands; the others are back in the queue.</source>
        <translation>您已作出的结论有效，其余照片已退回待审核。</translation>
    </message>
    <message>
        <source>The time ran out</source>
        <translation>已超过时限</translation>
    </message>
    <message>
        <source>Nothing was approved together. What you have decided stands; the others are back in the queue.</source>
        <translation>没有批量通过。您已作出的结论有效，其余照片已退回待审核。</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>The photos are back in the queue, except where something happened to them since.</source>
        <translation>照片已退回待审核，期间已有变动的除外。</translation>
    </message>
    <message numerus="yes">
        <source>%n of another batch</source>
        <translation>
            <numerusform>%n 张属于其他批次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed since</source>
        <translation>
            <numerusform>%n 张已有变动</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawn</source>
        <translation>
            <numerusform>%n 张已撤回</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decided one by one</source>
        <translation>
            <numerusform>%n 张已逐张审核</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>photodesk::app::CheatSheet</name>
    <message>
        <source>Any key closes this.</source>
        <translation>按任意键关闭。</translation>
    </message>
    <message>
        <source>Arrows scroll; any other key closes this.</source>
        <translation>方向键滚动，按其他任意键关闭。</translation>
    </message>
</context>
<context>
    <name>photodesk::app::HistoryModel</name>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Can be undone until %1</source>
        <translation>%1 前可撤销</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>已定</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>提交次数</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>采集记录</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>photodesk::app::HistoryPage</name>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>My last %1 decisions</source>
        <translation>我最近的 %1 条结论</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>No decisions yet</source>
        <translation>暂无结论</translation>
    </message>
    <message>
        <source>What you decide appears here.</source>
        <translation>审核结论会显示在这里。</translation>
    </message>
</context>
<context>
    <name>photodesk::app::KeyButton</name>
    <message>
        <source>Press a key…</source>
        <translation>请按新键…</translation>
    </message>
    <message>
        <source>Press the new key for: %1</source>
        <translation>请按新键：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无按键</translation>
    </message>
</context>
<context>
    <name>photodesk::app::KeyTable</name>
    <message>
        <source>Tab, Return and Esc move, confirm and step back everywhere; choose another key.</source>
        <translation>Tab、回车、Esc 在各处用于移动、确认和返回，请换一个键。</translation>
    </message>
    <message>
        <source>Digits, and letters with Shift, choose reasons; choose another key.</source>
        <translation>数字键和 Shift 加字母用于选择原因，请换一个键。</translation>
    </message>
    <message>
        <source>Esc leaves it as it is.</source>
        <translation>按 Esc 保持不变。</translation>
    </message>
    <message>
        <source>%1 means “%2” already. Press it again to take it from there, or another key.</source>
        <translation>%1 已用于“%2”。再按一次即改用于此处，或按其他键。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Reset the key of: %1</source>
        <translation>恢复按键：%1</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>恢复全部按键</translation>
    </message>
</context>
<context>
    <name>photodesk::app::MainWindow</name>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>It stands in the list of what was not accepted.</source>
        <translation>已列入未接受的结论。</translation>
    </message>
    <message>
        <source>No decision can be made until this is mended.</source>
        <translation>问题解决前无法审核。</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) went to somebody else.</source>
        <translation>
            <numerusform>%n 张照片已由他人领取。</numerusform>
        </translation>
    </message>
    <message>
        <source>You were away longer than the lease lasts; nothing was decided.</source>
        <translation>离开时间超过领取时限；未产生任何结论。</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached.</source>
        <translation>无法连接服务器。</translation>
    </message>
    <message>
        <source>Your decisions are kept and will be sent.</source>
        <translation>结论已保存，会自动发送。</translation>
    </message>
    <message>
        <source>You can go on with the photos you have.</source>
        <translation>可继续审核已领取的照片。</translation>
    </message>
    <message>
        <source>Reworked. This is the new picture.</source>
        <translation>已返工,这是新的成品照。</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>小样</translation>
    </message>
    <message numerus="yes">
        <source>%n min without a pause: look into the distance for a moment</source>
        <translation>
            <numerusform>已连续工作 %n 分钟，请远眺片刻</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>photodesk::app::PastPhotoPanel</name>
    <message>
        <source>The photo that was decided</source>
        <translation>已审核的照片</translation>
    </message>
    <message>
        <source>Loading the photo…</source>
        <translation>正在载入照片…</translation>
    </message>
    <message>
        <source>Choose a decision to look at its photo again.</source>
        <translation>选中一条记录即可再看该照片。</translation>
    </message>
</context>
<context>
    <name>photodesk::app::PersonHeader</name>
    <message>
        <source>1st attempt</source>
        <translation>第 1 次提交</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>第 %1 次提交</translation>
    </message>
    <message numerus="yes">
        <source>waits %n min</source>
        <translation>
            <numerusform>已等待 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>waits %n h</source>
        <translation>
            <numerusform>已等待 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>waits %n days</source>
        <translation>
            <numerusform>已等待 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Attempt %1 was rejected: %2</source>
        <translation>第 %1 次提交不通过：%2</translation>
    </message>
    <message>
        <source>Student: %1</source>
        <translation>学生备注：%1</translation>
    </message>
    <message>
        <source>%1 asks for a second opinion: %2</source>
        <translation>%1 请求复核：%2</translation>
    </message>
    <message>
        <source>Back to the machine&apos;s own picture: %1, %2</source>
        <translation>已恢复自动成品照:%1,%2</translation>
    </message>
    <message>
        <source>Reworked by %1, %2</source>
        <translation>返工:%1,%2</translation>
    </message>
    <message>
        <source>History of the person</source>
        <translation>该生的提交记录</translation>
    </message>
</context>
<context>
    <name>photodesk::app::PhotoPane</name>
    <message>
        <source>Loading the photo…</source>
        <translation>正在加载照片…</translation>
    </message>
    <message>
        <source>%1  ◂ ▸  %2</source>
        <translation>%1  ◂ ▸  %2</translation>
    </message>
    <message>
        <source>%1   (%2 changes the picture)</source>
        <translation>%1（按 %2 切换）</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>photodesk::app::PhotoTools</name>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Zoom, %1</source>
        <translation>缩放，%1</translation>
    </message>
    <message>
        <source>Picture shown</source>
        <translation>显示的照片</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>对比的照片</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>辅助线</translation>
    </message>
</context>
<context>
    <name>photodesk::app::QueueFilterMenu</name>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>机检未见问题</translation>
    </message>
    <message>
        <source>Something to look at</source>
        <translation>机检有待核对</translation>
    </message>
    <message>
        <source>A rule is broken</source>
        <translation>机检不合规</translation>
    </message>
    <message>
        <source>First review</source>
        <translation>初审</translation>
    </message>
    <message>
        <source>Second review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>The batch chosen before</source>
        <translation>先前所选批次</translation>
    </message>
    <message>
        <source>Enrolled at any time</source>
        <translation>不限报名时间</translation>
    </message>
    <message>
        <source>Waits any time</source>
        <translation>不限等待时间</translation>
    </message>
    <message>
        <source>Enrolled at least %1 ago</source>
        <translation>报名已满 %1</translation>
    </message>
    <message>
        <source>Waits at least %1</source>
        <translation>等待已满 %1</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>All attempts</source>
        <translation>首次与再次提交</translation>
    </message>
    <message>
        <source>First attempts</source>
        <translation>首次提交</translation>
    </message>
    <message>
        <source>Repeated attempts</source>
        <translation>再次提交</translation>
    </message>
    <message>
        <source>Any findings</source>
        <translation>不限机检结果</translation>
    </message>
    <message>
        <source>second review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>one batch</source>
        <translation>单个批次</translation>
    </message>
    <message>
        <source>first attempts</source>
        <translation>首次提交</translation>
    </message>
    <message>
        <source>repeated attempts</source>
        <translation>再次提交</translation>
    </message>
    <message>
        <source>waits ≥ %1</source>
        <translation>等待 ≥ %1</translation>
    </message>
    <message>
        <source>enrolled ≥ %1</source>
        <translation>报名 ≥ %1</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Queue: %1</source>
        <translation>队列：%1</translation>
    </message>
</context>
<context>
    <name>photodesk::app::RefusedPanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Record %1, %2</source>
        <translation>采集记录 %1，%2</translation>
    </message>
    <message>
        <source>It is now: %1.</source>
        <translation>当前状态：%1。</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已阅</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未接受的结论</translation>
    </message>
    <message>
        <source>The server did not take these decisions. They change nothing; the photos are with somebody else or have moved on.</source>
        <translation>服务器未接受这些结论，它们不产生任何影响；照片已由他人领取，或状态已变更。</translation>
    </message>
    <message>
        <source>Every decision was accepted.</source>
        <translation>所有结论均已接受。</translation>
    </message>
    <message>
        <source>All seen</source>
        <translation>全部已阅</translation>
    </message>
</context>
<context>
    <name>photodesk::app::ReviewPage</name>
    <message>
        <source>Taken back: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>No photos until the server is back</source>
        <translation>服务器恢复后才有新照片</translation>
    </message>
    <message>
        <source>Your decisions are kept and will be sent.</source>
        <translation>结论已保存，会自动发送。</translation>
    </message>
    <message>
        <source>Every photo is reviewed</source>
        <translation>照片已全部审核</translation>
    </message>
    <message>
        <source>New ones appear here by themselves.</source>
        <translation>新照片会自动出现在这里。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再查一次</translation>
    </message>
    <message>
        <source>Fetching photos…</source>
        <translation>正在领取照片…</translation>
    </message>
    <message>
        <source>Why? Choose with 1–9, then %1 or Enter. Esc steps back.</source>
        <translation>不通过的原因：按 1–9 选择，再按 %1 或回车确认。按 Esc 返回。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>This account does not review photos</source>
        <translation>此账号不审核照片</translation>
    </message>
    <message>
        <source>Ask an administrator for the right, or sign in as somebody else.</source>
        <translation>请联系管理员开通权限，或换账号登录。</translation>
    </message>
    <message>
        <source>Given back; somebody else gets it.</source>
        <translation>已退回，将由他人审核。</translation>
    </message>
    <message>
        <source>The photo that was here went to somebody else; this is the next one.</source>
        <translation>刚才的照片已由他人领取，这是下一张。</translation>
    </message>
    <message>
        <source>The photo that was here went to somebody else.</source>
        <translation>刚才的照片已由他人领取。</translation>
    </message>
    <message>
        <source>Photos may not be copied here.</source>
        <translation>此处不允许复制照片。</translation>
    </message>
    <message>
        <source>Copied; it stands in the audit log, and goes from the clipboard when you sign out.</source>
        <translation>已复制并记入审计日志；退出登录时从剪贴板清除。</translation>
    </message>
    <message>
        <source>Nothing waits under this choice</source>
        <translation>当前范围内没有待审照片</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>The sample is looked at</source>
        <translation>样本已看完</translation>
    </message>
    <message>
        <source>Go back to the contact sheet to confirm.</source>
        <translation>请回到小样页确认。</translation>
    </message>
    <message>
        <source>It is sent to the server now.</source>
        <translation>正在发送到服务器。</translation>
    </message>
</context>
<context>
    <name>photodesk::app::ReworkPage</name>
    <message>
        <source>Discard this rework?</source>
        <translation>放弃这次返工?</translation>
    </message>
    <message>
        <source>Crop, turn and strokes set since it was opened are lost. The photo stays as it was.</source>
        <translation>打开后所做的裁剪、旋转和画笔都会丢失,照片保持原样。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>That stroke is more than one rework can hold.</source>
        <translation>这一笔超出了一次返工的上限。</translation>
    </message>
    <message>
        <source>It was taken back.</source>
        <translation>已撤回这一笔。</translation>
    </message>
    <message>
        <source>Use a smaller brush, or save and go on from there.</source>
        <translation>请换小一点的画笔,或先保存再继续。</translation>
    </message>
    <message>
        <source>What you had set before the screen was locked is here again.</source>
        <translation>锁屏前的设置已恢复。</translation>
    </message>
    <message>
        <source>Opening the original…</source>
        <translation>正在打开原图…</translation>
    </message>
    <message>
        <source>The result comes once the eyes are placed.</source>
        <translation>标好双眼后显示成品。</translation>
    </message>
    <message>
        <source>This photo can&apos;t be reworked here; it is as it was.</source>
        <translation>这张照片无法在此返工,保持原样。</translation>
    </message>
    <message>
        <source>Close this and go on with the next photo.</source>
        <translation>请关闭此页,继续下一张。</translation>
    </message>
    <message>
        <source>Send it once the server is back.</source>
        <translation>服务器恢复后请重新发送。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>返工前</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>成品</translation>
    </message>
    <message>
        <source>Rework: %1 %2</source>
        <translation>返工:%1 %2</translation>
    </message>
    <message>
        <source>No face was found. Click both eyes, or set them with arrows and Enter.</source>
        <translation>未找到人脸。请点击两只眼睛,或用方向键加回车标出。</translation>
    </message>
    <message>
        <source>Tab changes between frame and brush; arrows move what has the ring.</source>
        <translation>Tab 在裁剪框与画笔间切换,方向键移动带框的一方。</translation>
    </message>
    <message>
        <source>Original and frame</source>
        <translation>原图与裁剪框</translation>
    </message>
</context>
<context>
    <name>photodesk::app::ReworkPanel</name>
    <message>
        <source>The server renders the picture…</source>
        <translation>服务器正在生成成品照…</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>去除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Machine&apos;s own picture</source>
        <translation>恢复自动成品照</translation>
    </message>
    <message>
        <source>Puts back what the machine made; that is logged too.</source>
        <translation>恢复机器生成的成品照,同样记入日志。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Turn in degrees</source>
        <translation>旋转角度</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>画笔大小</translation>
    </message>
</context>
<context>
    <name>photodesk::app::SampleBar</name>
    <message>
        <source>Sample: all %1</source>
        <translation>样本：全部 %1 张</translation>
    </message>
    <message>
        <source>Sample: %1 of %2</source>
        <translation>样本：第 %1 张，共 %2 张</translation>
    </message>
    <message numerus="yes">
        <source>Every one is approved. Confirm the other %n on the contact sheet.</source>
        <translation>
            <numerusform>样本全部通过。请在小样页确认其余 %n 张。</numerusform>
        </translation>
    </message>
    <message>
        <source>The server has yet to hear of it; then you can confirm on the contact sheet.</source>
        <translation>正在发送到服务器，随后可在小样页确认。</translation>
    </message>
    <message>
        <source>One that you do not approve ends the bulk approval.</source>
        <translation>有一张没有通过，批量通过即告结束。</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>小样页</translation>
    </message>
</context>
<context>
    <name>photodesk::app::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>当前登录</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>大字</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Single keys decide</source>
        <translation>单键审核</translation>
    </message>
    <message>
        <source>Off: letters and digits work only together with Ctrl+Shift, so that a slip of the hand decides nothing.</source>
        <translation>关闭后，字母和数字键须与 Ctrl+Shift 同按才有效，以免误触产生结论。</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1，服务器 %2</translation>
    </message>
    <message>
        <source>The sign-in and the key of the outbox lie in this computer&apos;s keychain.</source>
        <translation>登录信息和未发送结论的密钥保存在此电脑的系统密钥环中。</translation>
    </message>
    <message>
        <source>No keychain: the sign-in is kept in memory only; your password seals the outbox.</source>
        <translation>没有系统密钥环：登录信息只保存在内存中；未发送的结论由您的密码加密。</translation>
    </message>
    <message>
        <source>Remind me to rest my eyes</source>
        <translation>提醒我让眼睛休息</translation>
    </message>
</context>
<context>
    <name>photodesk::app::SheetFilterBar</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>照片大小</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>All attempts</source>
        <translation>全部提交</translation>
    </message>
    <message>
        <source>First attempts</source>
        <translation>首次提交</translation>
    </message>
    <message>
        <source>Repeated attempts</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Queue order</source>
        <translation>领取顺序</translation>
    </message>
    <message>
        <source>Waiting time</source>
        <translation>等待时间</translation>
    </message>
    <message>
        <source>What the machine found</source>
        <translation>机器检查结果</translation>
    </message>
    <message>
        <source>Value of a check</source>
        <translation>检查项数值</translation>
    </message>
    <message>
        <source>Largest or latest first</source>
        <translation>从大到小，由近到远</translation>
    </message>
    <message>
        <source>Smallest or earliest first</source>
        <translation>从小到大，由远到近</translation>
    </message>
</context>
<context>
    <name>photodesk::app::SheetModel</name>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>waiting %1</source>
        <translation>已等待 %1</translation>
    </message>
    <message>
        <source>Photo %1</source>
        <translation>第 %1 张</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>第 %1 次提交</translation>
    </message>
    <message>
        <source>with a note of the student</source>
        <translation>附学生说明</translation>
    </message>
    <message>
        <source>no processed picture</source>
        <translation>没有处理后的照片</translation>
    </message>
    <message>
        <source>somebody else has it</source>
        <translation>已由他人领取</translation>
    </message>
    <message>
        <source>on your desk</source>
        <translation>由您领取</translation>
    </message>
</context>
<context>
    <name>photodesk::app::SheetPage</name>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Fetching photos…</source>
        <translation>正在领取照片…</translation>
    </message>
    <message>
        <source>No photo of this kind</source>
        <translation>没有这类照片</translation>
    </message>
    <message>
        <source>Choose other filters above.</source>
        <translation>请在上方更换筛选条件。</translation>
    </message>
    <message>
        <source>No photos until the server is back</source>
        <translation>服务器恢复后才有照片</translation>
    </message>
    <message>
        <source>Nothing waits for its first review</source>
        <translation>没有等待初审的照片</translation>
    </message>
    <message>
        <source>New photos appear when you look again.</source>
        <translation>刷新后会显示新照片。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>%1 photos · Space chooses, Ctrl+A all, Enter opens</source>
        <translation>%1 张照片 · 空格选择，Ctrl+A 全选，回车打开</translation>
    </message>
    <message>
        <source>%1 of %2 chosen, %3 of them without findings</source>
        <translation>已选 %1 张，共 %2 张，其中 %3 张无发现</translation>
    </message>
    <message>
        <source>Approve %1 together…</source>
        <translation>批量通过 %1 张…</translation>
    </message>
    <message>
        <source>Approve together…</source>
        <translation>批量通过…</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>小样页</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>取消选择</translation>
    </message>
</context>
<context>
    <name>photodesk::app::SignInForm</name>
    <message>
        <source>Looking for the server…</source>
        <translation>正在查找服务器…</translation>
    </message>
    <message>
        <source>● The server answers.</source>
        <translation>● 服务器已响应。</translation>
    </message>
    <message>
        <source>● The server is there, but not ready.</source>
        <translation>● 服务器可连接，但尚未就绪。</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>请输入用户名。</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock 已开启。</translation>
    </message>
    <message>
        <source>No keychain is in use here: the sign-in is kept in memory only, and your password seals the decisions waiting on the disk.</source>
        <translation>此处未使用系统密钥环：登录信息只保存在内存中，磁盘上未发送的结论由您的密码加密。</translation>
    </message>
    <message>
        <source>PhotoDesk</source>
        <translation>PhotoDesk</translation>
    </message>
    <message>
        <source>Sign in to review photos.</source>
        <translation>登录后即可审核照片。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>The sign-in has run out. Nothing is lost: what you decided is kept and goes out as soon as you are back.</source>
        <translation>登录已过期。结论没有丢失：均已保存，重新登录后立即发送。</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Undecided photos were given back to the queue; your decisions are kept.</source>
        <translation>未审核的照片已退回队列；您的结论已保存。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign out instead</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>photodesk::app::TodayPanel</name>
    <message>
        <source>My day</source>
        <translation>我的今日</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 % (%2 of %3)</source>
        <translation>%1 %（%3 张中 %2 张）</translation>
    </message>
    <message>
        <source>Decided today</source>
        <translation>今日已审</translation>
    </message>
    <message>
        <source>An hour of work</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Median time</source>
        <translation>每张用时（中位数）</translation>
    </message>
    <message>
        <source>Left in the queue</source>
        <translation>队列剩余</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>结论一致率</translation>
    </message>
    <message>
        <source>Pauses of more than 3 minutes are no work. Agreement: of your approvals and rejections of the last 30 days that somebody else decided again, how many stood.</source>
        <translation>停顿超过 3 分钟不计入工时。一致率：近 30 天您的通过和不通过结论中，经他人重新审核后维持不变的比例。</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::Busy</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::CheckListModel</name>
    <message>
        <source>No checks</source>
        <translation>无检查项</translation>
    </message>
    <message>
        <source>Nothing to look at</source>
        <translation>没有需留意的项</translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n 项需留意</numerusform>
        </translation>
    </message>
    <message>
        <source>you disagree</source>
        <translation>您不同意</translation>
    </message>
    <message numerus="yes">
        <source>%n fulfilled</source>
        <translation>
            <numerusform>%n 项符合</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fulfilled, unfolded</source>
        <translation>
            <numerusform>%n 项符合，已展开</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fulfilled, folded</source>
        <translation>
            <numerusform>%n 项符合，已折叠</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer</source>
        <translation>
            <numerusform>%n 项未得出</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::CheckListView</name>
    <message>
        <source>Checks</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>you disagree</source>
        <translation>您不同意</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::Chip</name>
    <message>
        <source>main reason</source>
        <translation>主要原因</translation>
    </message>
    <message>
        <source>suggested by the checks</source>
        <translation>检查项建议</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::CropFrame</name>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::DecisionBar</name>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>复核</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::MatteBrush</name>
    <message>
        <source>Result and brush</source>
        <translation>成品与画笔</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::NavRail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::PasswordEdit</name>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::PhotoView</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::QueueModel</name>
    <message>
        <source>Photo %1 of %2</source>
        <translation>第 %1 张，共 %2 张</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>第 %1 次提交</translation>
    </message>
    <message>
        <source>checks fail</source>
        <translation>检查项不符合</translation>
    </message>
    <message>
        <source>checks warn</source>
        <translation>检查项需留意</translation>
    </message>
    <message>
        <source>checks fulfilled</source>
        <translation>检查项符合</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>已审核</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::QueueStrip</name>
    <message>
        <source>Fold the queue</source>
        <translation>折叠队列</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>%1 photos claimed</source>
        <translation>已领取 %1 张照片</translation>
    </message>
    <message>
        <source>Unfold the queue</source>
        <translation>展开队列</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::ReasonPanel</name>
    <message>
        <source>main</source>
        <translation>主要</translation>
    </message>
    <message>
        <source>All reasons</source>
        <translation>全部原因</translation>
    </message>
    <message>
        <source>Return chooses · Shift+Return makes it the main one · Esc closes</source>
        <translation>回车选择 · Shift+回车设为主要原因 · Esc 关闭</translation>
    </message>
    <message>
        <source>Chinese, pinyin initials, English or code</source>
        <translation>中文、拼音首字母、英文或代码</translation>
    </message>
    <message>
        <source>Find a reason</source>
        <translation>查找原因</translation>
    </message>
    <message>
        <source>Reasons found</source>
        <translation>找到的原因</translation>
    </message>
    <message>
        <source>No reason found</source>
        <translation>未找到原因</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::ReasonPicker</name>
    <message>
        <source>All reasons</source>
        <translation>全部原因</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note to the student</source>
        <translation>给学生的备注</translation>
    </message>
    <message>
        <source>Note to the student (%1)</source>
        <translation>给学生的备注（%1）</translation>
    </message>
    <message>
        <source>Say in the note what is wrong; this reason needs it.</source>
        <translation>此原因须在备注中写明问题。</translation>
    </message>
    <message>
        <source>Choose at least one reason.</source>
        <translation>请至少选择一个原因。</translation>
    </message>
    <message>
        <source>Choose a reason that the student can act on.</source>
        <translation>请选择学生能据以改正的原因。</translation>
    </message>
    <message>
        <source>The student will read:</source>
        <translation>学生将看到：</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::SearchEdit</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>photodesk::widgets::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>unsent %1</source>
        <translation>未发送 %1</translation>
    </message>
    <message>
        <source>Decisions kept on this computer until the server has them</source>
        <translation>保存在此电脑上、服务器尚未收到的结论</translation>
    </message>
    <message>
        <source>not accepted %1</source>
        <translation>未接受 %1</translation>
    </message>
    <message>
        <source>queue –</source>
        <translation>队列 –</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>队列 %1</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>Click to take this away</source>
        <translation>点击收起</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1/h</source>
        <translation>每小时 %1</translation>
    </message>
    <message>
        <source>My day</source>
        <translation>我的今日</translation>
    </message>
</context>
</TS>
